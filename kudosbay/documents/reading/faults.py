class Fault(Exception):  # noqa: N818 - an answer about the file
    """Why a file is not taken. `code` stands in documents.refusals; `told` fills its sentence."""

    def __init__(self, code: str, **told: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.told = told
