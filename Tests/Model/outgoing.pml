/* OutgoingStream: comparing, recovering, receipts, sending. */

/* Exchange.talk(with:): both sessions in one number, the same from either side. */
#define TALK(n) (mem[n].peer == 0 -> 0 : \
    ((n) == A -> mem[n].session * 16 + mem[n].peer : mem[n].peer * 16 + mem[n].session))
/* Peer.challenge: another number in each life and each talk, never 0. */
#define CHALLENGE(n) (mem[n].session * 8 + mem[n].talks)
#define MUTUAL(n) (mem[n].link >= COMPARING)
/* OutgoingStream.awaitsReceipt */
#define AWAITS(n) (mem[n].state == RUNNING && (mem[n].cursor > place[mem[n].acknowledged] \
    || mem[n].evidence < place[mem[n].acknowledged]))

/* Peer.tell: nothing is told to a peer that cannot hear. What finds the network full is lost. */
inline tell(n, k, a1, a2, a3, a4, a5, a6) {
    if
    :: mem[n].audible && len(net[n]) < CAP ->
        printf("%c sends %e %d %d %d %d %d %d\n", 'A' + n, k, a1, a2, a3, a4, a5, a6);
#ifdef REORDER
        net[n]!!k, a1, a2, a3, a4, a5, a6
#else
        net[n]!k, a1, a2, a3, a4, a5, a6
#endif
    :: else
    fi
}

/* All but hellos carry the talk. */
inline tellInTalk(n, k, a2, a3) {
    talk = TALK(n);
    tell(n, k, talk, a2, a3, 0, 0, 0)
}

/* OutgoingStream.stop and halt */
inline stop(n) {
    printf("%c halts its own stream\n", 'A' + n);
    mem[n].state = HALTED;
    mem[n].target = 0;
    mem[n].cursor = place[mem[n].acknowledged]
}

/* OutgoingStream.run(from:), for `held` */
inline runFrom(n) {
    mem[n].state = RUNNING;
    mem[n].target = 0;
#ifdef BREAK_SETBACK_IGNORED
    if
    :: place[held] < place[mem[n].acknowledged]
    :: else ->
#endif
    mem[n].acknowledged = held;
    mem[n].evidence = (mem[n].evidence > place[held] -> place[held] : mem[n].evidence);
    mem[n].cursor = place[held];
    mem[n].confirmed = 1
#ifdef BREAK_SETBACK_IGNORED
    fi
#endif
}

/* OutgoingStream.decide, for `held` */
inline decide(n) {
    if
#ifdef BREAK_HASH_IGNORED
    :: true -> runFrom(n)
#else
    :: AT(mem[n].end, place[held]) == held -> runFrom(n)
#endif
    :: else -> stop(n)
    fi
}

/* OutgoingStream.askForMore; how much is asked for at once is not modelled. */
inline askForMore(n) {
    if
    :: mem[n].state == RECOVERING && place[mem[n].restoring] < place[mem[n].target] ->
        tellInTalk(n, Recover, mem[n].restoring, place[mem[n].target])
    :: else
    fi
}

/* OutgoingStream.compare, for `held` */
inline compare(n) {
    if
#ifdef BREAK_NO_COMPARISON
    :: !mem[n].confirmed ->
        held = (place[held] <= place[mem[n].end] -> held : mem[n].end);
        runFrom(n)
#endif
#ifdef BREAK_RECOVERY_SKIPPED
    :: place[held] > place[mem[n].end] ->
        held = mem[n].end;
        runFrom(n)
#endif
    :: else ->
        if
        :: place[held] > place[mem[n].end] && mem[n].confirmed -> stop(n)
        :: place[held] > place[mem[n].end] && !mem[n].confirmed ->
            printf("%c is older than what its peer holds\n", 'A' + n);
            mem[n].state = RECOVERING;
            mem[n].target = held;
            askForMore(n)
        :: else ->
            if
            :: place[held] == 0 || place[held] == place[mem[n].end] ||
                place[held] == place[mem[n].acknowledged] -> decide(n)
            :: else ->
                mem[n].state = CHECKING;
                mem[n].target = held
            fi
        fi
    fi
}

/* OutgoingStream.claimed and settle, for `held`: the journal's answer comes at once, since our hashes of a place never
 * change in one life. A gap that the receipt tells of only brings a repetition forward; here one may come at any time.
 */
inline claimed(n, isReceipt) {
    if
    :: mem[n].state != RUNNING
    :: mem[n].state == RUNNING && place[held] > place[mem[n].end] ->
        if
        :: isReceipt
        :: else -> stop(n)
        fi
    :: mem[n].state == RUNNING && place[held] < place[mem[n].acknowledged]
    :: else ->
        if
#ifndef BREAK_HASH_IGNORED
        :: AT(mem[n].end, place[held]) != held -> stop(n)
#endif
        :: else ->
            mem[n].acknowledged = held;
            if
            :: mem[n].cursor < place[held] -> mem[n].cursor = place[held]
            :: else
            fi;
            if
            :: isReceipt && place[held] > 0 && place[held] != mem[n].evidence ->
                mem[n].evidence = place[held];
                mem[n].keep = held
            :: else
            fi
        fi
    fi
}

/* OutgoingStream.returned, for the entries after place `f2` through `f3`. */
inline returned(n) {
    if
    :: mem[n].state == RECOVERING && place[f3] <= place[mem[n].target] &&
        f2 <= place[mem[n].restoring] && place[f3] > place[mem[n].restoring] ->
        if
#ifndef BREAK_HASH_IGNORED
        :: AT(f3, place[mem[n].restoring]) != mem[n].restoring -> stop(n)
        :: place[f3] == place[mem[n].target] && f3 != mem[n].target -> stop(n)
#endif
        :: else -> mem[n].restoring = f3
        fi
    :: else
    fi
}

/* OutgoingStream.sendAgain: where all is there and only the receipt is missing, the last entry goes again. */
inline sendAgain(n) {
    mem[n].cursor = place[mem[n].acknowledged];
    if
    :: mem[n].acknowledged == mem[n].end && mem[n].cursor > 0 -> mem[n].cursor--
    :: else
    fi
}

/* Send.entries and Input.sent in one step: all that may go, read from the disk. */
inline sendEntries(n) {
    tellInTalk(n, Entries, mem[n].cursor, mem[n].end);
    mem[n].cursor = place[mem[n].end]
}
