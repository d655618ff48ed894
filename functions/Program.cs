using Daoban.Functions;
using Daoban.Functions.OpenApi;
using Microsoft.Extensions.Hosting;

if (OpenApiCommand.IsAsked(args))
{
    return await OpenApiCommand.RunAsync(args, Console.Error, CancellationToken.None);
}

DaobanApplication.CreateBuilder(args).Build().Run();
return 0;
