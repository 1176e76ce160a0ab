/* What there is: histories, two disks, two running nodes, the network, and what only the invariants look at.
 *
 * A stream's history is named by its last entry alone. Every entry gets a name when it gets its number, and tables say
 * what stood before it, as the hash chain of `Entry` does. So a byte stands for a `Position`, two names at one place
 * are two hashes, and a history that was written anew after a restore can be told from the old one.
 */

/* Bounds; every one of them can be given with -D. */
#ifndef SAY_A
#define SAY_A 2      /* things that people at A have to say to B */
#endif
#ifndef SAY_B
#define SAY_B 0      /* things that people at B have to say to A */
#endif
#ifndef CRASHES
#define CRASHES 1    /* crashes of both nodes together */
#endif
#ifndef SETBACKS
#define SETBACKS 0   /* disks exchanged for an image of an earlier time */
#endif
#ifndef ANEW
#define ANEW 0       /* disks exchanged for nothing: a database made anew, with a new epoch */
#endif
#ifndef FAILURES
#define FAILURES 0   /* transactions that the disk did not take */
#endif
#ifndef CUTS
#define CUTS 0       /* links that the transport reports as lost */
#endif
#ifndef RESUMES
#define RESUMES 0    /* operators who let a halted stream compare again */
#endif
#ifndef CAP
#define CAP 2        /* frames on the way in one direction; what is sent beyond is lost */
#endif

#define A 0
#define B 1
#define PEER(n) (1 - (n))
#define SAYS(n) (SAY_A * (1 - (n)) + SAY_B * (n))

/* A disk that was set back numbers again what it had numbered: so many names may be needed. */
#ifndef NAMES
#define NAMES 4
#endif
#define FIRST_OF(n) ((n) * NAMES)
#define NONE 255

byte before[2 * NAMES + 1];      /* the entry before this one: Entry.previous */
byte place[2 * NAMES + 1];       /* its number: Entry.sequence */
byte tells[2 * NAMES + 1];       /* all that the history through here tells, one bit for each thing said */

/* The entry at a place of the history that ends with `e`: Batch.hash(at:), OutgoingStream.knownHash(at:). */
#define AT(e, s) (place[e] == (s) -> (e) : (place[before[e]] == (s) -> before[e] : \
    (place[before[before[e]]] == (s) -> before[before[e]] : 0)))
/* One history is the beginning of the other. */
#define BEGINS(e, f) (place[e] <= place[f] && AT(f, place[e]) == (e))

/* On disk: SavedStream, and the driver's entries that wait for a number. */
typedef Disk {
    byte own;                    /* our stream ends here: SavedStream.sent */
    byte received;               /* the peer's stream ends here: SavedStream.received */
    byte acknowledged;           /* the last receipt that was kept: SavedStream.acknowledged */
    byte waiting                 /* things said that have no number, one bit each */
}

Disk disk[2];
#if SETBACKS > 0
Disk image[2];                   /* a copy of the disk, from when somebody made one */
bit kept[2];                     /* whether there is one */
#endif

hidden Disk spare;
hidden Disk nothing;

/* In memory, lost with every crash. Link and OutgoingStream.State: */
#define AWAY 0
#define GREETING 1
#define COMPARING 2
#define RUNNING 3
#define UNCOMPARED 0
#define CHECKING 1
#define RECOVERING 2
/* RUNNING is 3 for both */
#define HALTED 4

typedef Memory {
    /* Peer */
    byte session;                /* ours: a new one at every start */
    byte peer;                   /* Peer.session, 0 when none was heard */
    byte talks;                  /* Peer.talks */
    byte echo;                   /* Peer.echo */
    byte candidate;              /* Peer.candidate */
    bit settling;                /* Peer.isSettling */
    bit audible;                 /* Peer.isAudible */
    byte link;                   /* Peer.link */
    /* OutgoingStream */
    byte state;
    byte target;                 /* Recovery.target, or the place that is checked */
    bit confirmed;
    byte end;
    byte restoring;
    byte acknowledged;
    byte evidence;               /* a place, no name */
    byte cursor;                 /* a place, no name */
    /* IncomingStream */
    bit stopped;                 /* IncomingStream.State.halted */
    byte committed;
    byte accepted;
    byte peerEnd;                /* a place, no name */
    /* The writer's work beside (received, accepted] and (own, restoring]: a receipt to keep */
    byte keep
}

Memory mem[2];

/* Frames that a node has sent: kind, then what the kind needs. */
mtype = { Hello, Entries, Receipt, Recover, Recovered };
chan net[2] = [CAP] of { mtype, byte, byte, byte, byte, byte, byte };

/* What the world may still do. */
byte crashes = CRASHES;
byte setbacks = SETBACKS;
byte anew = ANEW;
byte failures = FAILURES;
byte cuts = CUTS;
byte resumes = RESUMES;
byte named[2];                   /* names given to entries */
byte said[2];                    /* things that people said */
#ifdef REST
bool calm;                       /* the faults are over */
bit turn;                        /* whose timers are due next; nothing is lost by making them take turns */
#endif

/* For the invariants alone. */
byte expected[2];                /* things said that some disk still has: they must arrive */
byte back[2];                    /* the session in which the disk was last set back, 0 for never */
#if ANEW > 0
byte epoch[2];                   /* Exchange.epoch, in a disk made anew another one */
byte known[2];                   /* Peer.epoch: the peer's, as last heard */
#endif

/* Scratch: written before it is read in every step, so no part of the state. */
hidden mtype kind;
hidden byte f1;
hidden byte f2;
hidden byte f3;
hidden byte f4;
hidden byte f5;
hidden byte f6;
hidden byte talk;
hidden byte from;
hidden byte held;
hidden byte fresh;
hidden byte i;
hidden mtype otherKind;
hidden byte o1;
hidden byte o2;
hidden byte o3;
hidden byte o4;
hidden byte o5;
hidden byte o6;
hidden byte isNew;
hidden byte wasAway;
