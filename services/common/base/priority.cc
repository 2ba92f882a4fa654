#include "services/common/base/priority.h"

#include <sys/resource.h>

namespace waymark {

void GiveWayToCalls() {
  // On Linux this is of the thread alone, though POSIX says: of the process. Beyond the
  // last step it stays there.
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kBehindCalls);
}

}  // namespace waymark
