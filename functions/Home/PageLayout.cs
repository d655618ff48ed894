namespace Daoban.Functions.Home;

/// <summary>What the pages share.</summary>
internal static class PageLayout
{
    /// <summary>A whole page.</summary>
    /// <param name="title">The title, as HTML.</param>
    /// <param name="body">The content, as HTML.</param>
    public static string Write(string title, string body) => $$"""
        <!doctype html>
        <html lang="zh-Hans">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        <style>
        body { font: 1.125rem/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; color: #1b2b34;
               background: #f7f9fa; max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
        h1 { font-size: 1.75rem; line-height: 1.3; }
        a { color: #0b5c8a; }
        code { font-size: 0.95em; background: #e8eef1; padding: 0.1em 0.35em; border-radius: 3px; }
        .en { color: #4a5b64; }
        li { margin: 0.35rem 0; }
        </style>
        </head>
        <body>
        {{body}}
        </body>
        </html>
        """;
}
