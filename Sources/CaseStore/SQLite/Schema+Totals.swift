extension Schema {
    /// How many cases stand in each state, and how many materials are here: asked for often, and too many to be counted each
    /// time.
    ///
    /// Cases are counted by the writer, which knows both states; materials, of which there are fewer, by triggers.
    static let totals = """
        CREATE TABLE case_count (
            state INTEGER PRIMARY KEY REFERENCES case_state,
            cases INTEGER NOT NULL CHECK (cases >= 0)
        ) STRICT;
        INSERT INTO case_count (state, cases)
        SELECT id, (SELECT count(*) FROM case_file WHERE state = case_state.id) FROM case_state;

        CREATE TABLE material_total (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            materials INTEGER NOT NULL CHECK (materials >= 0),
            bytes INTEGER NOT NULL CHECK (bytes >= 0)
        ) STRICT;
        INSERT INTO material_total (id, materials, bytes)
        SELECT 1, count(*), coalesce(sum(size), 0) FROM material WHERE state = 2;
        CREATE TRIGGER material_comes AFTER INSERT ON material WHEN new.state = 2
        BEGIN UPDATE material_total SET materials = materials + 1, bytes = bytes + new.size; END;
        CREATE TRIGGER material_changes AFTER UPDATE OF state ON material WHEN (new.state = 2) <> (old.state = 2)
        BEGIN
            UPDATE material_total SET materials = materials + (new.state = 2) - (old.state = 2),
                bytes = bytes + new.size * ((new.state = 2) - (old.state = 2));
        END;
        CREATE TRIGGER material_goes AFTER DELETE ON material WHEN old.state = 2
        BEGIN UPDATE material_total SET materials = materials - 1, bytes = bytes - old.size; END;
        """
}
