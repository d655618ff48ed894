// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core;

public class ParentInstance
{
    public string Name;

    public OrchestrationInstance OrchestrationInstance;

    public int TaskScheduleId;

    public string Version;
}
