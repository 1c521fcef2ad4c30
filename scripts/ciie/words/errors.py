"""Faults of use and of the environment. Faults of content are `problems.Problem` values instead."""


class CiieError(Exception):
    """The command cannot go on; its text says why and what to do next. Exit status 2."""


class WrongUseError(CiieError):
    """The command line names something that is not there or cannot be used."""


class EnvironmentFaultError(CiieError):
    """The machine or the installation lacks something the command needs."""
