// Part of each program that is linked with jemalloc, which reads this when it starts.

extern "C" {

extern const char* malloc_conf;

// Few arenas, since most threads do little; and what was freed goes back to the
// system after a second, or the memory of an import would be kept.
const char* malloc_conf = "narenas:4,dirty_decay_ms:1000,muzzy_decay_ms:0,background_thread:true";
}
