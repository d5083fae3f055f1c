"""Users, roles, grants, delegations, and proposals that take two people."""
