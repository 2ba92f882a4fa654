// Part of each server that is linked with jemalloc, which reads this when it starts.

extern "C" {

extern const char* malloc_conf;

// Few arenas, since a server has many threads that do little; and what was freed
// goes back to the system after a second, or an import's memory would be kept.
const char* malloc_conf = "narenas:4,dirty_decay_ms:1000,muzzy_decay_ms:0,background_thread:true";
}
