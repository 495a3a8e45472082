import Hummingbird
import HTTPTypes
import Kernel
import Localization
import NIOCore

/// Makes HTML of page models. One for the process; it holds templates, catalogue and the assets' addresses.
package struct PageRenderer: Sendable {
    package let catalogue: Catalogue
    package let templates: TemplateLibrary
    package let assets: PublicAssets
    private let scriptTexts: [LocaleTag: DataIsland]

    package init(catalogue: Catalogue, templates: TemplateLibrary, assets: PublicAssets) {
        self.catalogue = catalogue
        self.templates = templates
        self.assets = assets
        scriptTexts = Dictionary(uniqueKeysWithValues: LocaleTag.allCases.map { ($0, Shell.scriptTexts(catalogue.phrases($0))) })
    }

    /// Loads catalogues, templates and public files, and throws unless all of `pages` can be shown.
    package static func bundled(pages: [any Page.Type]) throws -> PageRenderer {
        let catalogue = try Catalogue.bundled()
        let templates = try TemplateLibrary.bundled(catalogue)
        try templates.require(pages)
        try catalogue.require(
            Shell.keys + Light.keys + ThreadStrip.keys + JobProgress.keys + HelpPage.keys + NoticesPage.keys + ImportPages.keys
                + RuleGrid.keys)
        return PageRenderer(catalogue: catalogue, templates: templates, assets: try PublicAssets.bundled())
    }

    /// The page within its layout. A page without a template, which `require` excludes at start, throws LT5501.
    package func render(_ page: some Page, _ context: PageContext) throws -> String {
        let template = type(of: page).template
        let shell = Shell(context, assets: assets.prefix, scriptTexts: scriptTexts[context.words.locale])
        guard let html = templates.render(Scene(page: page, shell: shell), template: template, locale: context.words.locale) else {
            throw AppError("LT5501", .internal, ["template": template])
        }
        return html
    }

    /// The page as a response: HTML in its language, never stored by a cache.
    package func response(_ page: some Page, _ context: PageContext, status: HTTPResponse.Status = .ok) throws -> Response {
        let html = try render(page, context)
        var headers = HTTPFields()
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = context.words.locale.languageTag
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
