"""Groups of mentions that are united pair by pair, each set known by its least group."""

from kc_pipeline.resolution.establishment_groups import Group


class DisjointSets:
    """A union-find whose representative does not depend on the order of uniting."""

    def __init__(self) -> None:
        self._parent: dict[Group, Group] = {}

    def add(self, group: Group) -> None:
        """Make a set of its own for a group not known yet."""
        self._parent.setdefault(group, group)

    def unite(self, one: Group, other: Group) -> None:
        """Make one set of the sets of two known groups."""
        first, second = self.least(one), self.least(other)
        if second < first:
            first, second = second, first
        self._parent[second] = first

    def least(self, group: Group) -> Group:
        """Give the least group of the set a known group is in."""
        root = group
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[group] != root:
            self._parent[group], group = root, self._parent[group]
        return root
