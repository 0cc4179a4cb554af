"""The help of `manage.py`: the archive's own commands first."""

from django.core.management import ManagementUtility, get_commands, load_command_class

_OWN_APP = "articles"


class ArchiveCommandLine(ManagementUtility):
    """Django's command line, with the archive's commands explained before Django's own."""

    def main_help_text(self, commands_only: bool = False) -> str:
        """Return the text of `manage.py help`, or the bare list of commands."""
        if commands_only:
            return super().main_help_text(commands_only)
        apps = get_commands()
        summaries = {
            name: load_command_class(_OWN_APP, name).help
            for name, app in sorted(apps.items())
            if app == _OWN_APP
        }
        width = max(map(len, summaries))
        return "\n".join(
            [
                f"Usage: {self.prog_name} COMMAND [OPTIONS]",
                "",
                "Commands of the archive:",
                *(f"  {name:{width}}  {summary}" for name, summary in summaries.items()),
                "",
                f"`{self.prog_name} COMMAND --help` explains a command's options.",
                f"Commands of Django: {', '.join(sorted(apps.keys() - summaries.keys()))}.",
            ]
        )
