using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.TaskHubs;

internal sealed record ClientBuilder(string Name, IServiceCollection Services) : IDurableTaskClientBuilder;
