"""The public API, ``/api/v1``: what the register and the letters say, for programs of anybody.

A request is answered at the door (`door`), before any session is looked for; there is no cookie and
nobody is asked who they are. Lists come from the rows of an edition as JSON (`published`);
answers are kept beside public pages (`routes_kept`).
"""
