using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.TaskHubs;

internal sealed record WorkerBuilder(string Name, IServiceCollection Services) : IDurableTaskWorkerBuilder;
