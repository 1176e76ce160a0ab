"""What one node's tables count, and what its pages hold, counted and looked at again."""

# Each gives what is kept, and what there is.
COUNTED = {
    "cases that are {}": """
        SELECT s.name, ifnull(c.cases, 0), (SELECT count(*) FROM case_file f WHERE f.state = s.id)
        FROM case_state s LEFT JOIN case_count c ON c.state = s.id""",
    "{} of whole files": """
        SELECT 'the number', materials, (SELECT count(*) FROM material WHERE state = 2) FROM material_total
        UNION ALL SELECT 'the bytes', bytes, (SELECT ifnull(sum(size), 0) FROM material WHERE state = 2)
        FROM material_total""",
}
DAMAGE_MAX = 20


def wrong_totals(database):
    """What does not add up in a node's database, one sentence each."""
    for (verdict,) in database.rows(f"PRAGMA quick_check({DAMAGE_MAX})"):
        if verdict != "ok":
            yield f"the file is damaged: {verdict}"
    for table, _, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"a row of {table} names one of {parent} that is not there"
    for what, sql in COUNTED.items():
        for name, kept, counted in database.rows(sql):
            if kept != counted:
                yield f"{what.format(name)}: {kept} are kept, counted {counted}"
