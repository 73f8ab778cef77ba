"""How Jupyter gets a forked kernel; where there is none it starts one as it always does."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from ukjp.publishing.warm.births import ForkedKernel, fork_kernel
from ukjp.publishing.warm.nursery import Request

NAME = "ukjp-forked"
_LAUNCHER = "ipykernel_launcher"


class ForkedProvisioner(LocalProvisioner):
    """Forks kernels of this Python from a parent that has imported everything."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that the command stands for, or start it."""
        kernel = await asyncio.to_thread(_fork, cmd, kwargs)
        if kernel is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait a moment for the end that was asked for; Jupyter would look every 0.1 s."""
        await super().shutdown_requested(restart)
        if isinstance(self.process, ForkedKernel) and self.process.poll() is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.get_shutdown_wait_time() / 2):
                    await _readable(self.process.fileno())

    async def wait(self) -> int | None:
        """Wait for the end of the process, and notice it at once."""
        if not isinstance(self.process, ForkedKernel):
            return await super().wait()
        if self.process.poll() is None:
            await _readable(self.process.fileno())
        status = self.process.wait()
        self.process = None
        return status


async def _readable(file: int) -> None:
    loop = asyncio.get_running_loop()
    seen = loop.create_future()
    loop.add_reader(file, lambda: None if seen.done() else seen.set_result(None))
    try:
        await seen
    finally:
        loop.remove_reader(file)


def _fork(command: list[str], options: dict[str, Any]) -> ForkedKernel | None:
    if command[:3] != [sys.executable, "-m", _LAUNCHER]:
        return None
    environment = options.get("env")
    request = Request(
        command[0],
        command[3:],
        str(options.get("cwd") or Path.cwd()),
        dict(os.environ if environment is None else environment),
    )
    streams = [_number(options.get(name), own) for name, own in (("stdout", 1), ("stderr", 2))]
    return fork_kernel(request, *streams) if min(streams) >= 0 else None


def _number(stream: Any, own: int) -> int:
    """Return the file's number; subprocess's own constants, as PIPE, are below 0."""
    return own if stream is None else stream if isinstance(stream, int) else stream.fileno()
