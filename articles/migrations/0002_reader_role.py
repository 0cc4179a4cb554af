"""The role that the web process reads as: it can SELECT, and nothing else."""

from django.db import migrations

CREATE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'archive_reader') THEN
        CREATE ROLE archive_reader LOGIN;
    END IF;
    BEGIN  -- from PostgreSQL 16 on, who creates a role is a member who may not act as it
        EXECUTE format('GRANT archive_reader TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
        IF NOT pg_has_role(current_user, 'archive_reader', 'member') THEN RAISE; END IF;
    END;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role archive_reader is missing, and % may not make it', current_user
        USING HINT = format(
            'As a superuser: CREATE ROLE archive_reader LOGIN; GRANT archive_reader TO %I;',
            current_user);
END $$;
GRANT USAGE ON SCHEMA public TO archive_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO archive_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO archive_reader;
"""
REVOKE = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM archive_reader;
REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM archive_reader;
REVOKE USAGE ON SCHEMA public FROM archive_reader;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, REVOKE)]
