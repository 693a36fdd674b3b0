import resource

MEMORY = 512 * 1024 * 1024
SECONDS = 30
LARGEST_RESULT = 64 * 1024 * 1024


def limit_oneself() -> None:
    """Called before any reader is loaded: what it would need over this, it does not get."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
