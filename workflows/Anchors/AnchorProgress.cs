namespace Daoban.Workflows.Anchors;

/// <summary>How far anchoring has come. May lag behind, never runs ahead.</summary>
/// <param name="Last">An anchor that is there; later ones may be, too.</param>
/// <param name="Pointed">Up to this one all have their pointers.</param>
/// <param name="Stamped">Up to this one all have their time stamp.</param>
internal sealed record AnchorProgress(long Last, long Pointed, long Stamped);
