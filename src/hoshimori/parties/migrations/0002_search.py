from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Pairs of neighboring characters, since neither database cuts Japanese into words (東京 is two characters long).
SQLITE = [
    (
        "CREATE VIRTUAL TABLE parties_organization_search USING fts5"
        "(organization_id UNINDEXED, bigrams, tokenize = 'unicode61 remove_diacritics 0')"
    ),
    (
        "CREATE TRIGGER an_organization_can_be_found AFTER INSERT ON parties_organization BEGIN "
        "INSERT INTO parties_organization_search (organization_id, bigrams) VALUES (NEW.id, NEW.bigrams); END"
    ),
    (
        "CREATE TRIGGER an_organization_is_found_by_its_new_name AFTER UPDATE OF bigrams ON parties_organization "
        "WHEN OLD.bigrams <> NEW.bigrams BEGIN "
        "UPDATE parties_organization_search SET bigrams = NEW.bigrams WHERE organization_id = NEW.id; END"
    ),
    (
        "CREATE TRIGGER a_removed_organization_is_not_found AFTER DELETE ON parties_organization BEGIN "
        "DELETE FROM parties_organization_search WHERE organization_id = OLD.id; END"
    ),
]
POSTGRESQL = [
    "CREATE INDEX organizations_by_pairs ON parties_organization USING gin (string_to_array(bigrams, ' '))",
]


def index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
