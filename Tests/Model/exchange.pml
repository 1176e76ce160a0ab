/* The delivery protocol of ExchangeCore between two nodes, for spin. README.md says what is in it and what is not. */

#include "state.pml"
#include "checks.pml"
#include "outgoing.pml"
#include "peer.pml"

/* SimulatedNode.start and Exchange.init: a new session, and nothing but what the disk holds. */
inline start(n) {
    mem[n].session++;
    mem[n].peer = 0;
    mem[n].talks = 0;
    mem[n].echo = 0;
    mem[n].candidate = 0;
    mem[n].settling = 0;
    mem[n].audible = 0;
    mem[n].link = AWAY;
    mem[n].state = UNCOMPARED;
    mem[n].target = 0;
    mem[n].confirmed = 0;
    mem[n].end = disk[n].own;
    mem[n].restoring = disk[n].own;
    mem[n].acknowledged = disk[n].acknowledged;
    mem[n].evidence = place[disk[n].acknowledged];
    mem[n].cursor = place[disk[n].acknowledged];
    mem[n].stopped = 0;
    mem[n].committed = disk[n].received;
    mem[n].accepted = disk[n].received;
    mem[n].peerEnd = 0;
    mem[n].keep = NONE
}

/* Ledger.noteSetback: what no disk has any more cannot arrive. */
inline noteSetback(n) {
    back[n] = mem[n].session;
    expected[A] = expected[A] & (disk[A].waiting | tells[disk[A].own] | tells[disk[B].received]);
    expected[B] = expected[B] & (disk[B].waiting | tells[disk[B].own] | tells[disk[A].received])
}

/* The next entry of our stream gets its number: SimulatedNode.seal. */
inline seal(n) {
    named[n]++;
    fresh = FIRST_OF(n) + named[n];
    i = ((disk[n].waiting & 1) != 0 -> 1 : ((disk[n].waiting & 2) != 0 -> 2 : 4));
    printf("%c numbers %d as %d, entry %d\n", 'A' + n, i, place[disk[n].own] + 1, fresh);
    MUST(Once, (tells[disk[n].own] & i) == 0);
    before[fresh] = disk[n].own;
    place[fresh] = place[disk[n].own] + 1;
    tells[fresh] = tells[disk[n].own] | i;
    disk[n].own = fresh;
    disk[n].waiting = disk[n].waiting & ~i
}

#define copy(to, what) \
    to.own = what.own; \
    to.received = what.received; \
    to.acknowledged = what.acknowledged; \
    to.waiting = what.waiting

/* Images that nobody can use any more would only make states different. */
inline forgetImages() {
    if
    :: setbacks == 0 ->
        copy(image[A], nothing);
        copy(image[B], nothing);
        kept[A] = 0;
        kept[B] = 0
    :: else
    fi
}

inline turnOver(n) {
    net[PEER(n)]?otherKind, o1, o2, o3, o4, o5, o6;
    net[PEER(n)]!otherKind, o1, o2, o3, o4, o5, o6
}

/* One of the frames on the way to n, by its index; those before it go to the back and to the front again. */
inline pick(n, index) {
    i = 0;
    do
    :: i < index -> turnOver(n); i++
    :: else -> break
    od;
    net[PEER(n)]?kind, f1, f2, f3, f4, f5, f6;
    do
    :: i < len(net[PEER(n)]) -> turnOver(n); i++
    :: else -> break
    od;
    i = 0
}

#define ME _pid
/* In a network that keeps the order, a heartbeat behind another frame would say nothing new. */
#ifdef REORDER
#define HEARTBEAT_BELOW CAP
#else
#define HEARTBEAT_BELOW 1
#endif
#define ON_THE_WAY len(net[PEER(ME)])

#ifdef REST
#define FAULTS !calm
#else
#define FAULTS true
#endif

/* Peer.pump: there is something to send and somebody to hear it. */
#define CAN_SEND(n) (mem[n].audible && MUTUAL(n) && mem[n].state == RUNNING && \
    mem[n].cursor < place[mem[n].end] && len(net[n]) < CAP)
#define CAN_NUMBER(n) (MAY_NUMBER(n) && disk[n].waiting != 0 && named[n] < NAMES)
#ifdef BREAK_NUMBERED_UNCONFIRMED
#define MAY_NUMBER(n) true
#else
#define MAY_NUMBER(n) mem[n].confirmed
#endif
/* Nothing is to be done but to wait for a timer. */
#define IDLE(n) (len(net[n]) == 0 && mem[n].audible && !CAN_SEND(n) && !CAN_NUMBER(n) && mem[n].state != CHECKING \
    && mem[n].keep == NONE && disk[n].received == mem[n].accepted && disk[n].received == mem[n].committed \
    && place[mem[n].restoring] <= place[disk[n].own] && disk[n].own == mem[n].end && said[n] == SAYS(n))
#define AT_REST ((SETTLED(A) && SETTLED(B)) || STOPPED)

#ifdef REST
/* Once the faults are over, all comes to rest, whoever is slow. */
ltl Rest { [] (calm -> <> (AT_REST)) }
#endif

active [2] proctype node() {
    d_step { start(ME) };
    do
    /* The network. */
    :: d_step { ON_THE_WAY > 0 -> pick(ME, 0); take(ME); check() }
#ifdef REORDER
    :: d_step { ON_THE_WAY > 1 -> pick(ME, 1); take(ME); check() }
#if CAP > 2
    :: d_step { ON_THE_WAY > 2 -> pick(ME, 2); take(ME); check() }
#endif
#endif
    :: d_step { FAULTS && ON_THE_WAY > 0 -> pick(ME, 0) }
#ifdef REORDER
    :: d_step { FAULTS && ON_THE_WAY > 1 -> pick(ME, 1) }
#if CAP > 2
    :: d_step { FAULTS && ON_THE_WAY > 2 -> pick(ME, 2) }
#endif
#endif

    /* Sending. */
    :: d_step { CAN_SEND(ME) -> sendEntries(ME) }

    /* The writer: one entry, receipt or number at a time, and later the core learns of it. */
    :: d_step {
        place[disk[ME].received] < place[mem[ME].accepted] ->
            disk[ME].received = AT(mem[ME].accepted, place[disk[ME].received] + 1);
            check()
       }
    :: d_step { disk[ME].received != mem[ME].committed -> toldReceived(ME); check() }
    :: d_step {
        place[disk[ME].own] < place[mem[ME].restoring] ->
            MUST(Follow, BEGINS(disk[ME].own, mem[ME].restoring));
            disk[ME].own = AT(mem[ME].restoring, place[disk[ME].own] + 1);
#ifndef BREAK_WAITING_REPEATED
            /* What waited for a number and came back with one waits no longer: SimulatedNode.forgetPending. */
            disk[ME].waiting = disk[ME].waiting & ~tells[disk[ME].own];
#endif
            check()
       }
    :: d_step { CAN_NUMBER(ME) -> seal(ME); check() }
    :: d_step { disk[ME].own != mem[ME].end -> toldAppended(ME); check() }
    :: d_step {
        mem[ME].keep != NONE ->
            disk[ME].acknowledged = mem[ME].keep;
            mem[ME].keep = NONE;
            check()
       }
    /* The journal's answer: OutgoingStream.found. */
    :: d_step {
        mem[ME].state == CHECKING ->
            held = mem[ME].target;
            decide(ME);
            runIfCompared(ME);
            check()
       }

    /* People say something; it waits on disk for its number. */
    :: d_step {
        said[ME] < SAYS(ME) ->
            disk[ME].waiting = disk[ME].waiting | (1 << said[ME]);
            expected[ME] = expected[ME] | (1 << said[ME]);
            said[ME]++
       }

    /* The subscription of the peer is in place: Peer.becomeAudible. */
    :: d_step { !mem[ME].audible -> mem[ME].audible = 1; sayHello(ME) }

    /* Timers, at any moment: what is due after a second here may be due after an hour there. */
    :: d_step { FAULTS && mem[ME].audible && len(net[ME]) < HEARTBEAT_BELOW -> sayHello(ME) }
    :: d_step { FAULTS && MUTUAL(ME) && AWAITS(ME) -> sendAgain(ME) }
    :: d_step { FAULTS && MUTUAL(ME) && mem[ME].state == RECOVERING && mem[ME].restoring == mem[ME].end ->
        askForMore(ME) }
    :: d_step { FAULTS && mem[ME].link != AWAY -> leave(ME) }

    /* Faults. */
    :: d_step {
        FAULTS && crashes > 0 ->
            crashes--;
            printf("%c crashes\n", 'A' + ME);
            start(ME);
            check()
       }
#if CUTS > 0
    /* Peer.lose */
    :: d_step { FAULTS && cuts > 0 && mem[ME].audible -> cuts--; mem[ME].audible = 0; leave(ME) }
#endif
#if FAILURES > 0
    :: d_step {
        FAULTS && failures > 0 && disk[ME].received == mem[ME].committed && disk[ME].own == mem[ME].end &&
            (mem[ME].accepted != mem[ME].committed || mem[ME].restoring != mem[ME].end || mem[ME].keep != NONE) ->
            failures--;
            printf("%c cannot write\n", 'A' + ME);
            writeFailed(ME);
            check()
       }
#endif
#if SETBACKS > 0
    :: d_step {
        FAULTS && setbacks > 0 && !kept[ME] ->
            kept[ME] = 1;
            copy(image[ME], disk[ME])
       }
    :: d_step {
        FAULTS && setbacks > 0 && kept[ME] ->
            setbacks--;
            printf("%c is set back\n", 'A' + ME);
            copy(spare, disk[ME]);
            copy(disk[ME], image[ME]);
#ifdef FORKS
            /* What operators must not do: the disk of the time that is given up may come back. */
            copy(image[ME], spare);
#endif
            start(ME);
            noteSetback(ME);
            forgetImages();
            check()
       }
#endif
#if ANEW > 0
    :: d_step {
        FAULTS && anew > 0 ->
            anew--;
            printf("%c has lost its disk\n", 'A' + ME);
            copy(disk[ME], nothing);
            epoch[ME]++;
            start(ME);
            noteSetback(ME);
#if SETBACKS > 0
            kept[ME] = 0;
            copy(image[ME], nothing);
#endif
            check()
       }
#endif
#if RESUMES > 0
    /* Peer.resume */
    :: d_step {
        FAULTS && resumes > 0 && (mem[ME].state == HALTED || mem[ME].stopped) ->
            resumes--;
            if
            :: mem[ME].state == HALTED ->
                mem[ME].state = UNCOMPARED;
                mem[ME].link = (mem[ME].link == RUNNING -> COMPARING : mem[ME].link)
            :: else
            fi;
            mem[ME].stopped = 0;
            sayHello(ME);
            check()
       }
#endif

#ifdef REST
    :: d_step { !calm -> calm = true; printf("the faults are over\n") }
    /* Peer.tick, only when nothing else is to be done: the timers are long. */
    :: d_step {
        calm && turn == ME && !AT_REST && IDLE(A) && IDLE(B) ->
            turn = PEER(ME);
            sayHello(ME);
            if
            :: MUTUAL(ME) && mem[ME].state == RECOVERING -> askForMore(ME)
            :: else
            fi;
#ifndef BREAK_NEVER_AGAIN
            if
            :: MUTUAL(ME) && AWAITS(ME) -> sendAgain(ME)
            :: else
            fi
#endif
       }
    :: d_step {
        calm && AT_REST && IDLE(A) && IDLE(B) ->
            MUST(Survival, STOPPED || (SURVIVED(A) && SURVIVED(B)))
       } -> break
#endif
    od
}
