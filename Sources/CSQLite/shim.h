#pragma once
// What Swift cannot call itself, because C takes any number of arguments there.
#include <sqlite3.h>

// SQLite counts the memory that it takes, under one lock for all connections, unless it is told not to before its first use.
static inline int csqlite_leave_memory_uncounted(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
