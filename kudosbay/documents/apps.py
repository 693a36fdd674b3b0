from django.apps import AppConfig

from kudosbay.documents.storage import sealed_paths, write_sealed
from kudosbay.kernel.rotation import SealedColumn, SealedFiles, register


class DocumentsConfig(AppConfig):
    name = "kudosbay.documents"
    label = "documents"

    def ready(self) -> None:
        register(SealedFiles("papers", sealed_paths, write_sealed))
        register(SealedColumn("documents.GeneratedPaper", "sealed_data", "documents.generated_paper"))
