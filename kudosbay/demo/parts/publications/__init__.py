"""What the centre of the demonstration has published: policies with their sources, research, answers, guides and news."""

from kudosbay.demo.bulk import lay, numbers_go_on
from kudosbay.demo.parts.publications.rows import Library
from kudosbay.demo.world import World
from kudosbay.kernel.models import Counter, Labelled
from kudosbay.publications.models import AnswerGiven, Citation, Edition, Publication, Reply, Text


def write(world: World) -> None:
    library = Library(world)
    lay(Publication, library.publications)
    lay(Edition, library.editions)
    lay(Text, library.texts)
    lay(Citation, library.citations)
    lay(AnswerGiven, library.given)
    lay(Reply, library.replies)
    Labelled.objects.bulk_create(library.labelled)
    numbers_go_on(Publication, Edition, Text, Citation, AnswerGiven, Reply)
    Counter.objects.bulk_create(Counter(series=f"PB-{year}", value=value) for year, value in library.numbers.items())
    world.trail.tell_all(library.acts)
