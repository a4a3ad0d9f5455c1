from sufflor.lib.kept import Kept


def test_a_value_is_made_once_per_revision() -> None:
    kept: Kept[int] = Kept()
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", 1, make), kept.get("a", 1, make), kept.get("a", 2, make)] == [1, 1, 2]


def test_the_oldest_value_gives_way() -> None:
    kept: Kept[str] = Kept(size=2)
    for key in ("a", "b", "c"):
        kept.get(key, 1, lambda: "first")

    assert kept.get("a", 1, lambda: "again") == "again"
    assert kept.get("c", 1, lambda: "again") == "first"
