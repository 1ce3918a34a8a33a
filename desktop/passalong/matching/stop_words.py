"""Words that say nothing about whom a text concerns, those of small talk among them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _words(
    """
    a about above actually after again against ago ah ain all already alright also always am
    amazing an and any anybody anyone anyway are aren around as at away awesome back be
    because been before being below between big bit both but by bye came can cannot cant
    cheers com come cool could couldn couldnt cuz day days dear definitely did didn didnt do
    does doesn doesnt doing don done dont down during each either else enough even evening
    ever every everybody everyone feel few find for free from further gave get gets give
    given gives giving glad go goes going gone gonna good got gotta great guess guy guys ha
    had hadn haha has hasn have haven having he hello help her here hers herself hey hi him
    himself his hiya hmm hope how htm html http https i id if ill im in index interested
    interesting into is isn isnt it its itself ive just keep kind kinda knew know knows last
    lately later least less let lets like likes little ll lol look looking looks lot lots
    made make makes many may maybe me mean means might mine more morning most much must my
    myself nah near neat need needed needs net never new next nice no nobody none nope nor
    not nothing now of off often oh ok okay old omg on once one only onto or org other
    others our ours out over own part pass passing people perhaps person php please pretty
    probably put quite rather re really regards right said same saw say says see seem seems
    seen set shall she should shouldn since small so some somebody someone something soon
    sorry sound sounds still stuff such sure take taken takes talk tell than thank thanks
    that thats the their theirs them themselves then there these they theyre thing things
    think this those though three through time to today together told tomorrow tonight too
    took toward true two uh um under until up upon us use used useful using ve very via
    wanna want wanted wants was wasn wasnt way we week weeks well went were weren what whats
    when where whether which while who whom whose why will wish with within without won
    wonderful wont would wouldn wouldnt wow www yeah year years yep yes yesterday yet you
    your youre yours yourself yup
    """
)
