from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Pairs of neighboring characters, since neither database cuts Japanese into words (東京 is two characters long).
SQLITE = [
    (
        "CREATE VIRTUAL TABLE registry_registration_search USING fts5"
        "(registration_id UNINDEXED, bigrams, tokenize = 'unicode61 remove_diacritics 0')"
    ),
    (
        "CREATE TRIGGER a_registration_can_be_found AFTER INSERT ON registry_registration BEGIN "
        "INSERT INTO registry_registration_search (registration_id, bigrams) VALUES (NEW.id, NEW.bigrams); END"
    ),
    (
        "CREATE TRIGGER a_registration_is_found_by_its_new_name AFTER UPDATE OF bigrams ON registry_registration "
        "WHEN OLD.bigrams <> NEW.bigrams BEGIN "
        "UPDATE registry_registration_search SET bigrams = NEW.bigrams WHERE registration_id = NEW.id; END"
    ),
    (
        "CREATE TRIGGER a_removed_registration_is_not_found AFTER DELETE ON registry_registration BEGIN "
        "DELETE FROM registry_registration_search WHERE registration_id = OLD.id; END"
    ),
]
POSTGRESQL = [
    "CREATE INDEX registrations_by_pairs ON registry_registration USING gin (string_to_array(bigrams, ' '))",
]


def index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
