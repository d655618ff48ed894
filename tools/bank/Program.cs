using Daoban.BankSimulator;

await BankHost.Create(args).RunAsync();
