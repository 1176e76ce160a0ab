#pragma once
// The draft interface stays off: only what libzmq 4.3 promises to keep.
#include <zmq.h>
#ifdef __linux__
// Swift's own module for the C library leaves it out.
#include <sys/epoll.h>
#endif
