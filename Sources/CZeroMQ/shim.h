#pragma once
// The draft interface stays off: only what libzmq 4.3 promises to keep.
#include <zmq.h>
