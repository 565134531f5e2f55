"""The community as a department: where people of its grids hold their duty."""

from django.db.models.functions import Length

from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places.models import Division

from .refusals import GridRefused

ABOVE = (Department.Kind.STREET, Department.Kind.GRID_CENTRE, Department.Kind.GOVERNMENT)


def unit_of(community: str) -> Department:
    """The community's department, planted if missing; the caller has locked the community's row."""
    own = Department.objects.filter(place_code=community, kind=Department.Kind.COMMUNITY)
    found = own.order_by("path").first()
    if found is not None:
        if not found.is_active:
            raise GridRefused(f"单位“{found.name}”已停用，不能任职。")
        return found
    division = Division.objects.get(pk=community)
    prefixes = [community[:length] for length in range(4, len(community))]
    above = Department.objects.active().filter(place_code__in=prefixes, kind__in=ABOVE)
    parent = above.order_by(Length("place_code").desc(), "kind", "path").first()
    return Department.objects.plant(
        code=f"s{community}", parent=parent, name=division.short_name, kind=Department.Kind.COMMUNITY,
        place_code=community,
    )  # fmt: skip
