/* Peer: hellos and talks, the link, receiving. */

/* Peer.sayHello; while something of an earlier talk is at the writer, nobody was heard. */
#ifdef BREAK_UNSETTLED
#define HEARD(n) mem[n].peer
#else
#define HEARD(n) (mem[n].settling -> 0 : mem[n].peer)
#endif
inline sayHello(n) {
    tell(n, Hello, mem[n].session, HEARD(n), CHALLENGE(n), mem[n].echo, mem[n].committed, mem[n].end)
}

/* Peer.receipt */
inline receipt(n) {
    if
    :: MUTUAL(n) ->
        MUST(ReceiptOnDisk, BEGINS(mem[n].committed, disk[n].received));
        tellInTalk(n, Receipt, mem[n].committed, 0)
    :: else
    fi
}

/* Peer.leave; what was compared in this talk stays so. */
inline leave(n) {
    mem[n].link = AWAY;
    mem[n].cursor = place[mem[n].acknowledged]
}

/* Peer.beginTalk, with the session in `f1` */
inline beginTalk(n) {
    mem[n].talks++;
    mem[n].candidate = 0;
    mem[n].peer = f1;
    mem[n].link = GREETING;
    mem[n].settling = (mem[n].accepted != mem[n].committed);
    mem[n].cursor = place[mem[n].acknowledged];
    mem[n].peerEnd = 0;
    if
    :: mem[n].state != HALTED ->
        mem[n].state = UNCOMPARED;
        mem[n].target = 0
    :: else
    fi
}

/* Peer.runIfCompared */
inline runIfCompared(n) {
    if
    :: mem[n].link == COMPARING &&
#ifdef BREAK_LISTENS_BEFORE_REMEMBERING
        true ->
#else
        (mem[n].state == RUNNING || mem[n].state == HALTED) ->
#endif
        mem[n].link = RUNNING;
#if ANEW > 0
        MUST(SilentEpoch, mem[n].peer < back[PEER(n)] || known[n] == epoch[PEER(n)]);
#endif
        if
        :: !mem[n].stopped && mem[n].accepted == mem[n].committed &&
            (mem[n].peerEnd > place[mem[n].committed] || place[mem[n].committed] > 0) -> receipt(n)
        :: else
        fi
    :: else
    fi
}

/* Peer.stand, for a hello's standings in `f5` and `f6` */
inline stand(n) {
    held = f5;
    if
    :: mem[n].state == UNCOMPARED -> compare(n)
    :: mem[n].state == RUNNING -> claimed(n, false)
    :: else
    fi;
    mem[n].peerEnd = (place[f6] > mem[n].peerEnd -> place[f6] : mem[n].peerEnd);
    if
#ifndef BREAK_HASH_IGNORED
    :: !mem[n].stopped && mem[n].committed != 0 && place[f6] == place[mem[n].committed] && f6 != mem[n].committed ->
        printf("%c halts its peer's stream\n", 'A' + n);
        mem[n].stopped = 1
#endif
    :: else
    fi
}

/* Peer.heard: session `f1`, heard `f2`, challenge `f3`, echo `f4`, received `f5`, sent `f6` */
inline heard(n) {
    mem[n].echo = f3;
    isNew = (f1 != mem[n].peer);
    if
#ifdef BREAK_STALE_HELLO_TRUSTED
    :: false
#else
    :: isNew && f4 != CHALLENGE(n) ->
        /* Peer.meet: a new life or a leftover, only a living one can echo our answer. */
        if
        :: mem[n].link == AWAY -> mem[n].link = GREETING
        :: else
        fi;
        if
        :: mem[n].candidate != f1 ->
            mem[n].candidate = f1;
            sayHello(n)
        :: else
        fi
#endif
    :: else ->
        if
        :: isNew -> beginTalk(n)
        :: else
        fi;
        if
        :: f2 == mem[n].session -> mem[n].audible = 1
        :: else
        fi;
#if ANEW > 0 && !defined(BREAK_EPOCH_UNSEEN)
        /* Peer.note; which epoch a life had is told by when the disk was last set back. */
        if
        :: f1 >= back[PEER(n)] -> known[n] = epoch[PEER(n)]
        :: else
        fi;
#endif
        if
#ifndef BREAK_STALE_HELLO_TRUSTED
        :: f2 != mem[n].session ->
            wasAway = (mem[n].link == AWAY);
            if
            :: !MUTUAL(n) -> mem[n].link = GREETING
            :: else
            fi;
            if
            :: isNew || wasAway -> sayHello(n)
            :: else
            fi
#endif
        :: else ->
            if
            :: !MUTUAL(n) ->
                mem[n].link = COMPARING;
                if
                :: isNew -> sayHello(n)
                :: else
                fi
            :: else
            fi;
            stand(n);
            runIfCompared(n)
        fi
    fi
}

/* IncomingStream.take, for entries after place `f2` through `f3` */
inline takeEntries(n) {
    if
    :: mem[n].link != RUNNING || mem[n].stopped
    :: else ->
        if
#ifndef BREAK_DUPLICATE_ACCEPTED
        :: place[f3] <= place[mem[n].accepted] ->
            if
#ifndef BREAK_HASH_IGNORED
            :: (place[mem[n].committed] > 0 && place[mem[n].committed] >= f2 &&
                place[mem[n].committed] <= place[f3] && AT(f3, place[mem[n].committed]) != mem[n].committed) ||
                (place[mem[n].accepted] > 0 && place[mem[n].accepted] <= place[f3] &&
                AT(f3, place[mem[n].accepted]) != mem[n].accepted) ->
                printf("%c halts its peer's stream\n", 'A' + n);
                mem[n].stopped = 1
#endif
            :: else ->
                if
                :: place[f3] <= place[mem[n].committed] -> receipt(n)
                :: else
                fi
            fi
#endif
#ifndef BREAK_GAP_ACCEPTED
        :: f2 > place[mem[n].accepted] ->
            if
            :: mem[n].accepted == mem[n].committed -> receipt(n)
            :: else
            fi
#endif
        :: else ->
            if
#ifndef BREAK_HASH_IGNORED
            :: f2 <= place[mem[n].accepted] && AT(f3, place[mem[n].accepted]) != mem[n].accepted ->
                printf("%c halts its peer's stream\n", 'A' + n);
                mem[n].stopped = 1
#endif
            :: else ->
                MUST(FirstRemember, mem[n].confirmed || mem[n].state == HALTED);
                MUST(Follow, place[f3] > place[mem[n].accepted] && f2 <= place[mem[n].accepted]);
                MUST(Follow, BEGINS(mem[n].accepted, f3));
                mem[n].accepted = f3;
#ifdef BREAK_RECEIPT_BEFORE_COMMIT
                MUST(ReceiptOnDisk, BEGINS(f3, disk[n].received));
                tellInTalk(n, Receipt, f3, 0)
#endif
            fi
        fi
    fi
}

/* Peer.serve: the peer's own entries go back to it as far as they are on our disk. */
inline serve(n) {
    if
    :: MUTUAL(n) && place[f2] < place[mem[n].committed] && place[f2] < f3 ->
        from = (f3 < place[mem[n].committed] -> f3 : place[mem[n].committed]);
        held = AT(mem[n].committed, from);
        tellInTalk(n, Recovered, place[f2], held)
    :: else
    fi
}

/* Exchange.take and Peer.take: whatever came, in `kind` and `f1` to `f6` */
inline take(n) {
    printf("%c takes %e %d %d %d %d %d %d\n", 'A' + n, kind, f1, f2, f3, f4, f5, f6);
    if
    :: kind == Hello -> heard(n)
    :: else ->
        if
#ifndef BREAK_STALE_FRAME_TRUSTED
        :: mem[n].peer == 0 || f1 != TALK(n) -> printf("%c ignores a frame of another talk\n", 'A' + n)
#endif
        :: else ->
            if
            :: kind == Entries -> takeEntries(n)
            :: kind == Receipt ->
                held = f2;
                claimed(n, true)
            :: kind == Recover -> serve(n)
            :: kind == Recovered && MUTUAL(n) ->
                returned(n);
                runIfCompared(n)
            :: else
            fi
        fi
    fi
}

/* Peer.settleIfWritten */
inline settleIfWritten(n) {
    if
    :: mem[n].settling && mem[n].accepted == mem[n].committed ->
        mem[n].settling = 0;
        sayHello(n)
    :: else
    fi
}

/* Peer.received: what the disk holds of the peer's stream is told to the core. */
inline toldReceived(n) {
    mem[n].committed = disk[n].received;
    if
    :: place[mem[n].accepted] <= place[mem[n].committed] -> mem[n].accepted = mem[n].committed
    :: else
    fi;
    settleIfWritten(n);
    receipt(n)
}

/* Peer.appended: OutgoingStream.grew, restored, and what follows. */
inline toldAppended(n) {
    mem[n].end = disk[n].own;
    if
    :: place[mem[n].restoring] < place[mem[n].end] -> mem[n].restoring = mem[n].end
    :: else
    fi;
    if
    :: mem[n].state == RECOVERING && place[mem[n].end] >= place[mem[n].target] ->
        printf("%c has its stream back\n", 'A' + n);
        held = mem[n].target;
        compare(n)
    :: else
    fi;
    runIfCompared(n)
}

/* Peer.writeFailed: what is on disk counts. */
inline writeFailed(n) {
    mem[n].accepted = mem[n].committed;
    mem[n].restoring = mem[n].end;
    mem[n].evidence = 0;
    mem[n].keep = NONE;
    settleIfWritten(n)
}
