"""The parts of linking that run in worker processes.

Tasks and results are pickled, and a worker has no Django set up: nothing here imports the models
or queries the database.
"""
