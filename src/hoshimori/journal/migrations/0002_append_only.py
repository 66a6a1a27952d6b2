from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER {table}_is_never_{past} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END
$$ LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER {table}_is_never_{past} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()
"""
TABLES = ["journal_entry", "journal_link"]
VERBS = [("UPDATE", "changed"), ("DELETE", "removed")]


def forbid(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    statement = SQLITE
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        statement = POSTGRESQL
    for table in TABLES:
        for verb, past in VERBS:
            schema_editor.execute(statement.format(table=table, verb=verb, past=past))


def permit(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    for table in TABLES:
        for _, past in VERBS:
            on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_is_never_{past}{on_table}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(forbid, permit)]
