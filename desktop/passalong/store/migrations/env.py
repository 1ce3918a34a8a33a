"""Lets Alembic work on the connection that the program opened."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"], on_version_apply=attributes.get("on_version_apply")
)
with context.begin_transaction():
    context.run_migrations()
