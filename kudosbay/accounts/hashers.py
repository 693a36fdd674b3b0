"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB and four passes, twice OWASP's least for that memory.

    Django's 100 MiB, taken by several people who sign in at once, would be more than a web process may hold.
    Older hashes are made anew at the next sign-in.
    """

    time_cost = 4
    memory_cost = 19 * 1024
    parallelism = 1
