using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daoban.Workflows.Anchors;

namespace Daoban.Workflows.Evidence;

/// <summary>Writes anchors and what proves the chain in them.</summary>
internal static class EvidenceAnchors
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Add(EvidenceFiles files, IEnumerable<AnchorProof> proofs)
    {
        foreach (AnchorProof proof in proofs)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"anchors/{proof.Anchor:D10}");
            files.Add(path + ".json", proof.Envelope);
            files.Add(
                path + ".proof.json",
                JsonSerializer.Serialize(new Proof(proof.Anchor, proof.Leaf, proof.Index, proof.Path), Json));
            if (proof.Token is { } token)
            {
                files.Add(path + ".tsr", token);
            }
        }
    }

    private sealed record Proof(long Anchor, string Leaf, int Index, IReadOnlyList<string> Path);
}
