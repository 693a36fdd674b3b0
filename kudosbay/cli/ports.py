import socket

TRIES = 50


def free_port(host: str, wanted: int) -> int:
    """Return `wanted`, or the next port above it that nobody holds."""
    for port in range(wanted, wanted + TRIES):
        if _is_free(host, port):
            return port
    message = f"no free port between {wanted} and {wanted + TRIES - 1}: set KUDOSBAY_PORT"
    raise OSError(message)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
