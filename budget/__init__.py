"""Budget and funding planning for provincial finance departments: the domain, with no screen in it."""
