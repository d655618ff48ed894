using System.Text;
using Daoban.Run.Commands;

Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.InvokeAsync(args);
