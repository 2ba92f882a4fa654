#include "services/common/base/descriptors.h"

#include <sys/resource.h>

#include <stdexcept>
#include <string>

namespace waymark {

void RaiseDescriptorLimit(uint64_t needed) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) throw std::runtime_error("the limit of open files is not known");
  if (limit.rlim_max < needed) {
    throw std::runtime_error("this process may open " + std::to_string(limit.rlim_max) + " files and needs " +
                             std::to_string(needed) +
                             ": raise its limit (`ulimit -n`, LimitNOFILE of systemd), or lower "
                             "WAYMARK_MAX_CONNECTIONS");
  }
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace waymark
