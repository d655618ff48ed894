using Daoban.Issuer;

await IssuerHost.Create(args).RunAsync();
