using System.Text.Json.Nodes;
using Daoban.Functions.OpenApi;
using Daoban.Functions.Tests.OpenApi;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Contract;

/// <summary>The document that a release has beside it is the one that the application serves.</summary>
public sealed class OpenApiDocumentTests(DaobanApp app) : ContractTest(app)
{
    [Fact]
    public async Task Command_WithTheSameIssuer_WritesWhatIsServed()
    {
        using ScratchFolder folder = new();
        string file = folder.Combine("openapi.json");
        Answer served = (await GetAsync(token: null, "/api/openapi.json")).AssertStatus(200);

        Assert.Equal(
            0,
            await OpenApiCommand.RunAsync(
                ["openapi", "--out", file, "--authority", Issuer.Address], TextWriter.Null, default));

        Assert.Equal(await File.ReadAllTextAsync(file), served.Text);
    }

    [Fact]
    public async Task HttpFiles_RequestsOfAnIntake_AreAccepted()
    {
        HttpFileRequest[] requests = [.. HttpFileRequest.All().Where(request => request.IsOurs)];
        HttpFileRequest paper = requests.Single(request => request is { File: "Documents", Method: "PUT" });
        HttpFileRequest intake = requests.Single(request => request is { File: "Cases", Path: "/api/cases" });
        byte[] scan = await File.ReadAllBytesAsync(Path.Combine(HttpFileRequest.Folder, paper.Body[1..].Trim()));
        using var upload = new HttpRequestMessage(HttpMethod.Put, paper.Fill(paper.Path, Now))
        {
            Content = new ByteArrayContent(scan),
        };
        upload.Headers.Authorization = new("Bearer", Clerk);

        (await SendAsync(upload)).AssertStatus(200);
        Answer submitted = await PostAsync(Clerk, intake.Path, JsonNode.Parse(intake.Fill(intake.Body, Now))!);

        submitted.AssertStatus(201);

        static string Now(string variable) => DateTimeOffset.UtcNow.ToString("O");
    }
}
