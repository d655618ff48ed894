using System.Reflection;
using Daoban.Functions;
using Daoban.Workflows;

namespace Daoban.Architecture.Tests;

/// <summary>No circle between the folders of a project.</summary>
public sealed class FolderTests
{
    private static readonly Assembly Self = typeof(FolderTests).Assembly;

    [Fact]
    public void Workflows_Folders_MakeNoCircle()
    {
        FolderGraph graph = FolderGraph.Of(
            typeof(WorkflowServices).Assembly, "Daoban.Workflows", SourceFile.Below("workflows"));

        Assert.True(graph.Uses("Cases", "CaseFiles"));
        Assert.Null(graph.FindCircle());
    }

    [Fact]
    public void Functions_Folders_MakeNoCircle()
    {
        FolderGraph graph = FolderGraph.Of(
            typeof(DaobanApplication).Assembly,
            "Daoban.Functions",
            // The access table names functions of every folder and uses none of them.
            SourceFile.Below("functions").Where(source => source.Path != "functions/Access/AccessTable.cs"));

        Assert.True(graph.Uses("Cases", "Http"));
        Assert.Null(graph.FindCircle());
    }

    [Fact]
    public void FindCircle_UseInsideLambdaAndLocal_IsFound()
    {
        FolderGraph graph = FolderGraph.Of(Self, "Daoban.Architecture.Tests.Samples.Round", []);

        Assert.Equal("First → Second → First", graph.FindCircle());
    }

    [Fact]
    public void FindCircle_OneDirection_IsNone()
    {
        FolderGraph graph = FolderGraph.Of(Self, "Daoban.Architecture.Tests.Samples.Straight", []);

        Assert.True(graph.Uses("First", "Second"));
        Assert.Null(graph.FindCircle());
    }

    [Fact]
    public void FindCircle_UseByUsingDirectiveAlone_IsFound()
    {
        SourceFile source = new("B.cs", "using Daoban.Architecture.Tests.Samples.Straight.First;\n\n"
            + "namespace Daoban.Architecture.Tests.Samples.Straight.Second;\n");
        FolderGraph graph = FolderGraph.Of(Self, "Daoban.Architecture.Tests.Samples.Straight", [source]);

        Assert.Equal("First → Second → First", graph.FindCircle());
    }
}
