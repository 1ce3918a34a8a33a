"""Words that say nothing about whom a text concerns."""

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any anybody anyone are as at away be
    because been before being below between both but by came can cannot come could did do does
    doing done down during each either else enough ever every everybody everyone few find for free
    from further gave get gets give given gives giving go goes going gone good got great had has
    have having he help her here hers herself hey hi him himself his hope how i if in interested
    into is it its itself just keep kind knew know knows last later least less let lets like likes
    little look looking looks lot lots made make makes many may maybe me might mine more most much
    must my myself near need needed needs never new next nice no nobody none nor not nothing now of
    off often on once one only onto or other others our ours out over own pass passing people
    person perhaps please put quite rather really said same saw say says see seem seems seen set
    shall she should since so some somebody someone something soon still such sure take taken takes
    tell than thank thanks that the their theirs them themselves then there these they thing things
    think this those though three through to today together told tomorrow too took toward two
    under until up upon us use used useful using very via want wanted wants was way we week weeks
    well went were what when where whether which while who whom whose why will wish with within
    without would year years yes yesterday yet you your yours yourself http https www com org net
    html htm php index
    """.split()
)
