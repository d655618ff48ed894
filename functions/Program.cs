using Daoban.Functions;
using Microsoft.Extensions.Hosting;

DaobanApplication.CreateBuilder(args).Build().Run();
