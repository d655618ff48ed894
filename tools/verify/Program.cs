using System.Text;
using Daoban.Verify.Commands;

Console.OutputEncoding = Encoding.UTF8;
return CommandLine.Invoke(args, Console.Out, Console.Error);
