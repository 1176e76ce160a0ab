/* The invariants, by the names of the checkers in ExchangeSimulation that they mirror. */

mtype = {
    ReceiptOnDisk,     /* ReceiptChecker: a receipt names what is on the disk of whoever sends it */
    Follow,            /* FollowChecker: what the writer gets follows on what it got before */
    Prefix,            /* PrefixChecker: the receiver has a beginning of what the sender said, or the reverse */
    Once,              /* OnceChecker: nothing is said twice in one stream */
    FirstRemember,     /* MemoryChecker: nothing is accepted before the own stream was compared */
    Evidence,          /* EvidenceChecker: a receipt that is kept names what is on the own disk */
    Acknowledged,      /* what counts as acknowledged is on the receiver's disk, same entry at same place */
    LostAfterReceipt,  /* unless a disk was set back, what was receipted stays on both disks */
    NeedlessRecovery,  /* a disk that was not set back has nothing to recover */
    NeedlessHalt,      /* ForkChecker: nobody halts as long as no disk of a given-up time comes back */
    SilentEpoch,       /* Notice.epochChanged: a database made anew is seen before the streams run */
    Survival           /* SurvivalChecker: what any disk still has arrives in the end */
};

#define MUST(what, condition) \
    if \
    :: (condition) \
    :: else -> printf("broken invariant: %e\n", what); assert(false) \
    fi

/* What counts as true between two nodes whose streams were compared in the peer's present life. */
#define COMPARED(n) (mem[n].state == RUNNING && mem[n].peer >= back[PEER(n)])

inline checkNode(n) {
#ifndef FORKS
    MUST(Prefix, BEGINS(disk[PEER(n)].received, disk[n].own) || BEGINS(disk[n].own, disk[PEER(n)].received));
    MUST(Prefix, !mem[n].confirmed || BEGINS(disk[PEER(n)].received, disk[n].own));
#endif
    MUST(Evidence, BEGINS(disk[n].acknowledged, disk[n].own));
    MUST(Evidence, BEGINS(mem[n].acknowledged, disk[n].own) || mem[n].state == HALTED);
    MUST(Acknowledged, !COMPARED(n) || BEGINS(mem[n].acknowledged, disk[PEER(n)].received));
    MUST(LostAfterReceipt, back[PEER(n)] > 0 || BEGINS(disk[n].acknowledged, disk[PEER(n)].received));
    MUST(NeedlessRecovery, mem[n].state != RECOVERING || back[n] > 0);
#ifndef FORKS
    MUST(NeedlessHalt, mem[n].state != HALTED && !mem[n].stopped)
#endif
}

inline check() {
    checkNode(A);
    checkNode(B)
}

/* Nothing more is to be done in one direction. */
#define SETTLED(n) (disk[n].waiting == 0 && disk[n].own == disk[PEER(n)].received \
    && disk[n].acknowledged == disk[n].own && mem[n].acknowledged == disk[n].own && mem[n].state == RUNNING \
    && mem[n].link == RUNNING && said[n] == SAYS(n))
/* People have to look: something stands still, and says so. */
#define STOPPED (mem[A].state == HALTED || mem[B].state == HALTED || mem[A].stopped || mem[B].stopped)
#define SURVIVED(n) ((expected[n] & ~tells[disk[PEER(n)].received]) == 0)
